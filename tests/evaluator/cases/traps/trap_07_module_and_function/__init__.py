from .align import align, Align
from .net import Model

INPUT = "1x4"
