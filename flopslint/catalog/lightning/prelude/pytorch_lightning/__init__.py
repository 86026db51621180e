"""Lightning's classes, as far as they matter to a model that is built and called."""

from .core import LightningDataModule, LightningModule

__version__ = "2.5.0"
__all__ = ["Callback", "LightningDataModule", "LightningModule", "Trainer", "seed_everything"]


class Callback:
    pass


class Trainer:
    def __init__(self, *args, **kwargs):
        self.__dict__.update(kwargs)

    def fit(self, *args, **kwargs):
        return None

    validate = test = predict = fit


def seed_everything(seed=None, workers=False, verbose=True):
    return seed
