"""Handles of registered hooks."""

__public_module__ = "torch.utils.hooks"


class RemovableHandle:
    """What registering a hook returns.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html#torch.nn.Module.register_forward_hook
    """

    next_id = 0

    def __init__(self, hooks_dict, *, extra_dict=None):
        self.hooks_dict = hooks_dict
        self.id = RemovableHandle.next_id
        RemovableHandle.next_id += 1
        self.extra_dict = () if extra_dict is None else extra_dict

    def remove(self):
        if self.id in self.hooks_dict:
            del self.hooks_dict[self.id]
        for extra in self.extra_dict:
            if self.id in extra:
                del extra[self.id]

    def __enter__(self):
        return self

    def __exit__(self, type, value, tb):
        self.remove()
