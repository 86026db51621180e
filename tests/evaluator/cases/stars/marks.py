import sys

MARKED = []


def exported(function):
    module = sys.modules[function.__module__]
    module.__all__.append(function.__name__)
    MARKED.append(function.__name__)
    return function


def export_into(module_name, name):
    sys.modules[module_name].__all__.append(name)
