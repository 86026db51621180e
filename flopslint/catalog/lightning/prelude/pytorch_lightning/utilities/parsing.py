import _python


class AttributeDict(dict):
    def __getattr__(self, key):
        try:
            return self[key]
        except KeyError:
            pass
        if not key.startswith("_") and self.__dict__.get("_is_open"):
            return _python.unknown("unknown-argument", "what else the module was given is not followed: " + key)
        msg = f'Missing attribute "{key}"'
        raise AttributeError(msg)

    def __setattr__(self, key, val):
        self[key] = val
