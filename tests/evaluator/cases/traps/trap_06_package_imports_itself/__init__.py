from trap_06_package_imports_itself import models, ops
from trap_06_package_imports_itself.models import Model

from .ops import *
from .ops import width as _width

INPUT = "1x4"
version = _width()
