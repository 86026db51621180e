"""The object model: attributes, classes, instances, the binding of arguments."""
