"""Operations on tensors, one family a file."""
