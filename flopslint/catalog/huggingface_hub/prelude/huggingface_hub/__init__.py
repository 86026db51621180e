"""Names of ``huggingface_hub`` itself; whatever would ask the network is not modelled."""

from .constants import is_offline_mode
from .hub_mixin import ModelHubMixin, PyTorchModelHubMixin

__version__ = "2.4.0"
