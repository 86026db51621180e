"""Names of ``torch`` itself that are source rather than entries."""

from torch._functorch.apis import vmap
from torch.torch_version import __version__
