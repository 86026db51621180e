from .birds import *
from .fish import pike
