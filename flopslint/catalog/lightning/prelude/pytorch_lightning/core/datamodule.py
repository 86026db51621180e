from .module import LightningDataModule
