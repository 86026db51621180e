from .net import *
from .net import _private
from . import net as net_module
