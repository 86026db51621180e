def build_model_with_cfg(model_cls, variant, pretrained, default_cfg=None, **kwargs):
    model = model_cls(**kwargs)
    model.default_cfg = dict(default_cfg or {}, architecture=variant)
    if pretrained:
        load_pretrained(model)
    return model


def load_pretrained(model):
    raise RuntimeError("no network")
