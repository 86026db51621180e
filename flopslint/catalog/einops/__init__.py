"""einops: notation for reshaping, reducing and repeating."""
