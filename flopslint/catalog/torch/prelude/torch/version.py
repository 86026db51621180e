"""The version of torch and how it was built."""

from torch.torch_version import __version__
