"""The base of optimizers."""

__public_module__ = "torch.optim"

required = object()
ParamsT = object
_params_t = object


def _use_grad_for_differentiable(func):
    return func


def _default_to_fused_or_foreach(params, differentiable, use_fused=False):
    return False, False


class Optimizer:
    """Holds parameters; takes no step.

    Source: https://docs.pytorch.org/docs/stable/optim.html#torch.optim.Optimizer
    """

    def __init__(self, params, defaults=None):
        self.defaults = {} if defaults is None else defaults
        self.state = {}
        given = list(params)
        groups = given if given and isinstance(given[0], dict) else [{"params": given}]
        self.param_groups = [{**self.defaults, **group} for group in groups]

    def zero_grad(self, set_to_none=True):
        return None

    def step(self, closure=None):
        return None

    def add_param_group(self, param_group):
        self.param_groups.append({**self.defaults, **param_group})

    def state_dict(self):
        return {"state": self.state, "param_groups": self.param_groups}

    def load_state_dict(self, state_dict):
        return None

    def __setstate__(self, state):
        self.__dict__.update(state)
