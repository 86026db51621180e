class Registry:
    def __init__(self):
        self._modules = {}

    def register(self, cls):
        self._modules[cls.__name__] = cls
        return cls

    def build(self, cfg):
        cfg = dict(cfg)
        return self._modules[cfg.pop("type")](**cfg)


MODELS = Registry()


def build(cfg):
    return MODELS.build(cfg)
