"""The catalogue of what the centre holds (信息资源目录): sources, base tables, fields, and standard exports."""

from datasets.directory.datapackage import data_package, write_package
from datasets.directory.dcat import dcat
from datasets.directory.resource import Column, Resource, resources

__all__ = ["Column", "Resource", "data_package", "dcat", "resources", "write_package"]
