"""Quantization under its older name."""

from ..ao.quantization import DeQuantStub as DeQuantStub
from ..ao.quantization import QuantStub as QuantStub
from ..ao.quantization import QuantWrapper as QuantWrapper
from ..ao.quantization import fuse_modules as fuse_modules
