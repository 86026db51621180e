import os
from importlib import import_module

from .resnet import ResNetV1c

__all__ = ['ResNetV1c', 'MobileNet']

for _name in ('mobilenet', ):
    import_module('.' + _name, __package__)

from .mobilenet import MobileNet
