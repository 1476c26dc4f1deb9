"""Safekeeping: backups of a home, and homes restored from them."""

from datasets.safekeeping.backup import Backup, BackupRefused, backup
from datasets.safekeeping.restore import check, restore, restored_at

__all__ = ["Backup", "BackupRefused", "backup", "check", "restore", "restored_at"]
