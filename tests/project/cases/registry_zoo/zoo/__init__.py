from .builder import MODELS, build
from .heads import LinearHead
from .nets import SmallNet
