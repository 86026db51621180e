"""Quantization under its older name."""

from ...ao.nn.quantized import FloatFunctional as FloatFunctional
from ...ao.nn.quantized import FXFloatFunctional as FXFloatFunctional
