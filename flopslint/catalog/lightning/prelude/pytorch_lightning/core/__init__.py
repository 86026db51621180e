from .module import HyperparametersMixin, LightningDataModule, LightningModule
