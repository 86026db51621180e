from ..plain import NAME as from_above
from .leaf import Leaf, _hidden_leaf
from . import leaf as leaf_module

branch_public = "public"
_branch_private = "private"
