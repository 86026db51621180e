from .aspp_head import ASPPHead
from .fcn_head import FCNHead

__all__ = ['ASPPHead', 'FCNHead']
