from .listed import *
from .decorated import *
from .grown import *
from .elsewhere import *
