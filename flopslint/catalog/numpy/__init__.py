"""What numpy means: arrays are tensors of the class ``numpy.ndarray``, single elements are plain numbers."""
