"""Names of ``torch.func`` that are source rather than entries."""

from torch._functorch.apis import vmap
from torch.nn.utils.stateless import functional_call
