import copy

import torch
from torch import nn

from ..caller import save_hyperparameters
from ..utilities.parsing import AttributeDict


class HyperparametersMixin:
    save_hyperparameters = save_hyperparameters

    def _keep_hparams(self, given, is_whole):
        if hasattr(given, "__dict__") and not isinstance(given, dict):
            given = vars(given)
        if not hasattr(self, "_hparams"):
            self._hparams = AttributeDict()
        self._hparams.update(given)
        object.__setattr__(self._hparams, "_is_open", not is_whole)

    @property
    def hparams(self):
        if not hasattr(self, "_hparams"):
            self._hparams = AttributeDict()
        return self._hparams

    @property
    def hparams_initial(self):
        return copy.deepcopy(self.hparams)


class LightningModule(HyperparametersMixin, nn.Module):
    CHECKPOINT_HYPER_PARAMS_KEY = "hyper_parameters"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._trainer = None
        self._example_input_array = None
        self._automatic_optimization = True
        self._strict_loading = None

    @property
    def trainer(self):
        if self._trainer is None:
            raise RuntimeError(f"{type(self).__qualname__} is not attached to a `Trainer`.")
        return self._trainer

    @trainer.setter
    def trainer(self, trainer):
        self._trainer = trainer

    @property
    def example_input_array(self):
        return self._example_input_array

    @example_input_array.setter
    def example_input_array(self, example):
        self._example_input_array = example

    @property
    def automatic_optimization(self):
        return self._automatic_optimization

    @automatic_optimization.setter
    def automatic_optimization(self, value):
        self._automatic_optimization = value

    @property
    def strict_loading(self):
        return self._strict_loading is None or self._strict_loading

    @strict_loading.setter
    def strict_loading(self, value):
        self._strict_loading = value

    @property
    def device(self):
        return torch.device("cpu")

    @property
    def dtype(self):
        return torch.get_default_dtype()

    @property
    def current_epoch(self):
        return 0

    @property
    def global_step(self):
        return 0

    @property
    def global_rank(self):
        return 0

    @property
    def local_rank(self):
        return 0

    @property
    def on_gpu(self):
        return False

    @property
    def logger(self):
        return None

    @property
    def loggers(self):
        return []

    @property
    def fabric(self):
        return None

    def log(self, name, value, *args, **kwargs):
        return None

    def log_dict(self, dictionary, *args, **kwargs):
        return None

    def print(self, *args, **kwargs):
        return None

    def all_gather(self, data, group=None, sync_grads=False):
        return data

    def forward(self, *args, **kwargs):
        return super().forward(*args, **kwargs)

    def training_step(self, *args, **kwargs):
        return None

    def validation_step(self, *args, **kwargs):
        return None

    def test_step(self, *args, **kwargs):
        return None

    def predict_step(self, batch, *args, **kwargs):
        return self(batch)

    def configure_optimizers(self):
        return None

    def configure_model(self):
        return None

    def setup(self, stage=None):
        return None

    def freeze(self):
        for parameter in self.parameters():
            parameter.requires_grad = False
        self.eval()

    def unfreeze(self):
        for parameter in self.parameters():
            parameter.requires_grad = True
        self.train()


class LightningDataModule(HyperparametersMixin):
    name = None

    def __init__(self):
        self.trainer = None

    def prepare_data(self):
        return None

    def setup(self, stage=None):
        return None
