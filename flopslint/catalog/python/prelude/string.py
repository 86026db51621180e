"""Templates."""

from _python import template_substitute


class Template:
    delimiter = "$"

    def __init__(self, template):
        self.template = template

    def substitute(self, mapping=None, /, **kws):
        return template_substitute(self.template, {**(mapping or {}), **kws}, False)

    def safe_substitute(self, mapping=None, /, **kws):
        return template_substitute(self.template, {**(mapping or {}), **kws}, True)


class Formatter:
    def format(self, format_string, /, *args, **kwargs):
        return format_string.format(*args, **kwargs)

    def vformat(self, format_string, args, kwargs):
        return format_string.format(*args, **kwargs)
