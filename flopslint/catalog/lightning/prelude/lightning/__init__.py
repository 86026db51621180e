"""Lightning under its newer name."""

from pytorch_lightning import Callback, LightningDataModule, LightningModule, Trainer, seed_everything

__version__ = "2.5.0"
