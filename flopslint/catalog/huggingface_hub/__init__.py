"""The meaning of ``huggingface_hub``: strict dataclasses and mixins; nothing is ever fetched."""
