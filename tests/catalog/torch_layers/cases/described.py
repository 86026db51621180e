"""What can be said of a layer in plain data."""

PLAIN = (int, float, str, bool, tuple, type(None))


def layer(made):
    return {
        "class": type(made).__name__,
        "parameters": [(name, tuple(p.shape), p.requires_grad) for name, p in made.named_parameters()],
        "buffers": [(name, tuple(b.shape), str(b.dtype)) for name, b in made.named_buffers()],
        "modules": [(name, type(m).__name__) for name, m in made.named_modules()],
        "state": list(made.state_dict()),
        "attributes": {
            name: value for name, value in sorted(vars(made).items())
            if not name.startswith("_") and isinstance(value, PLAIN)
        },
        "repr": repr(made),
    }  # fmt: skip


def outcome(make):
    try:
        made = make()
    except Exception as error:
        return type(error).__name__ + ": " + str(error)
    return layer(made) if hasattr(made, "named_parameters") else made
