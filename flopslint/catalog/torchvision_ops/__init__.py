"""What torchvision's compiled operators mean; torchvision's own Python source is evaluated as it is."""
