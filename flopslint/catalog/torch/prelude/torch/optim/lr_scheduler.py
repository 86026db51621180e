"""Learning rate schedules by name."""

__public_module__ = "torch.optim.lr_scheduler"


class _Schedule:
    """A schedule that does nothing.

    Source: https://docs.pytorch.org/docs/stable/optim.html#how-to-adjust-learning-rate
    """

    def __init__(self, optimizer, *args, **kwargs):
        self.optimizer = optimizer
        self.last_epoch = 0

    def step(self, *args, **kwargs):
        return None

    def state_dict(self):
        return {}

    def load_state_dict(self, state_dict):
        return None


class LRScheduler(_Schedule):
    """LRScheduler.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.LRScheduler.html
    """


class LambdaLR(LRScheduler):
    """LambdaLR.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.LambdaLR.html
    """


class MultiplicativeLR(LRScheduler):
    """MultiplicativeLR.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.MultiplicativeLR.html
    """


class StepLR(LRScheduler):
    """StepLR.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.StepLR.html
    """


class MultiStepLR(LRScheduler):
    """MultiStepLR.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.MultiStepLR.html
    """


class ConstantLR(LRScheduler):
    """ConstantLR.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.ConstantLR.html
    """


class LinearLR(LRScheduler):
    """LinearLR.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.LinearLR.html
    """


class ExponentialLR(LRScheduler):
    """ExponentialLR.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.ExponentialLR.html
    """


class SequentialLR(LRScheduler):
    """SequentialLR.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.SequentialLR.html
    """


class CosineAnnealingLR(LRScheduler):
    """CosineAnnealingLR.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.CosineAnnealingLR.html
    """


class ChainedScheduler(LRScheduler):
    """ChainedScheduler.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.ChainedScheduler.html
    """


class ReduceLROnPlateau(LRScheduler):
    """ReduceLROnPlateau.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.ReduceLROnPlateau.html
    """


class CyclicLR(LRScheduler):
    """CyclicLR.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.CyclicLR.html
    """


class CosineAnnealingWarmRestarts(LRScheduler):
    """CosineAnnealingWarmRestarts.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.CosineAnnealingWarmRestarts.html
    """


class OneCycleLR(LRScheduler):
    """OneCycleLR.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.OneCycleLR.html
    """


class PolynomialLR(LRScheduler):
    """PolynomialLR.

    Source: https://docs.pytorch.org/docs/stable/generated/torch.optim.lr_scheduler.PolynomialLR.html
    """


_LRScheduler = LRScheduler
