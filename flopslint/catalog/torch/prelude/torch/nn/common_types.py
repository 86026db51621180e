"""Names of types that annotations mention."""

import torch

__public_module__ = "torch.nn.common_types"

_scalar_or_tuple_any_t = _scalar_or_tuple_1_t = _scalar_or_tuple_2_t = _scalar_or_tuple_3_t = int
_scalar_or_tuple_4_t = _scalar_or_tuple_5_t = _scalar_or_tuple_6_t = int
_size_any_t = _size_1_t = _size_2_t = _size_3_t = _size_4_t = _size_5_t = _size_6_t = int
_size_any_opt_t = _size_2_opt_t = _size_3_opt_t = int
_ratio_2_t = _ratio_3_t = _ratio_any_t = float
_tensor_list_t = torch.Tensor
_maybe_indices_t = torch.Tensor
