# case: LitClassifier() <- torch.zeros(2, 1, 28, 28)
# case: LitClassifier(hidden=16, lr=3) <- torch.zeros(2, 1, 28, 28)
# case: LitGAN(1, 14, 14, latent_dim=8) <- torch.zeros(3, 8)
# case: LitFromArgs(argparse.Namespace(dim=6, heads=2)) <- torch.zeros(2, 5, 6)
# case: LitChild(width=4) <- torch.zeros(2, 4)
# case: LitVAE(input_height=8, **{"latent": 5}) <- torch.zeros(2, 3, 8, 8)
import argparse
import os

import pytorch_lightning as pl
import torch
import torchmetrics
from pytorch_lightning import LightningModule, Trainer, seed_everything
from pytorch_lightning.utilities.rank_zero import rank_zero_only
from torch import nn
from torch.nn import functional as F
from torchmetrics import Accuracy, MeanMetric

seed_everything(42)


class LitClassifier(pl.LightningModule):
    def __init__(self, hidden=32, lr=1e-3, num_classes=10):
        super().__init__()
        self.save_hyperparameters()
        self.l1 = nn.Linear(28 * 28, self.hparams.hidden)
        self.l2 = nn.Linear(self.hparams['hidden'], num_classes)
        self.criterion = nn.CrossEntropyLoss()
        self.train_acc = Accuracy(task="multiclass", num_classes=num_classes)
        self.val_loss = MeanMetric()
        self.metrics = torchmetrics.MetricCollection([Accuracy(task="multiclass", num_classes=num_classes)])
        self.example_input_array = torch.zeros(1, 1, 28, 28)

    def forward(self, x):
        return self.l2(F.relu(self.l1(x.view(x.size(0), -1))))

    def training_step(self, batch, batch_idx):
        x, y = batch
        loss = self.criterion(self(x), y)
        self.log('train_loss', loss, on_step=True, prog_bar=True)
        return loss

    @rank_zero_only
    def report(self):
        print(self.hparams)

    def configure_optimizers(self):
        return torch.optim.Adam(self.parameters(), lr=self.hparams.lr)


class LitGAN(LightningModule):
    class Generator(nn.Module):
        def __init__(self, latent_dim, img_shape):
            super().__init__()
            self.img_shape = img_shape

            def block(in_feat, out_feat, normalize=True):
                layers = [nn.Linear(in_feat, out_feat)]
                if normalize:
                    layers.append(nn.BatchNorm1d(out_feat, 0.8))
                layers.append(nn.LeakyReLU(0.2, inplace=True))
                return layers

            self.model = nn.Sequential(*block(latent_dim, 16, normalize=False), *block(16, 32), nn.Linear(32, int(torch.prod(torch.tensor(img_shape)))), nn.Tanh())

        def forward(self, z):
            img = self.model(z)
            return img.view(img.size(0), *self.img_shape)

    def __init__(self, channels, width, height, latent_dim: int = 100, lr: float = 0.0002, **kwargs):
        super().__init__()
        self.save_hyperparameters(ignore=["lr"])
        self.automatic_optimization = False
        data_shape = (channels, width, height)
        self.generator = self.Generator(latent_dim=self.hparams.latent_dim, img_shape=data_shape)
        self.validation_z = torch.randn(8, self.hparams.latent_dim)
        assert 'lr' not in self.hparams

    def forward(self, z):
        return self.generator(z.type_as(next(self.generator.parameters())))


class LitFromArgs(pl.LightningModule):
    def __init__(self, args):
        super().__init__()
        self.save_hyperparameters(args)
        self.attn = nn.MultiheadAttention(self.hparams.dim, self.hparams.heads, batch_first=True)

    def forward(self, x):
        return self.attn(x, x, x, need_weights=False)[0]


class LitBase(pl.LightningModule):
    def __init__(self, lr=0.1):
        super().__init__()
        self.save_hyperparameters()


class LitChild(LitBase):
    def __init__(self, width, lr=0.2):
        super().__init__(lr=lr)
        self.fc = nn.Linear(width, 2 * width)

    def forward(self, x):
        return self.fc(x) * self.hparams.lr


class LitVAE(pl.LightningModule):
    def __init__(self, input_height, latent=3, **kwargs):
        super().__init__()
        self.save_hyperparameters("latent", "input_height")
        n = 3 * self.hparams.input_height ** 2
        self.enc, self.mu, self.var, self.dec = nn.Linear(n, 16), nn.Linear(16, latent), nn.Linear(16, latent), nn.Linear(latent, n)

    def forward(self, x):
        h = self.enc(x.flatten(1))
        mu, log_var = self.mu(h), self.var(h)
        p = torch.distributions.Normal(torch.zeros_like(mu), torch.ones_like(log_var))
        q = torch.distributions.Normal(mu, torch.exp(log_var / 2))
        z = q.rsample()
        return self.dec(z).view_as(x), (q.log_prob(z) - p.log_prob(z)).mean()
