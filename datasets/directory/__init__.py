"""The catalogue of what the centre holds (信息资源目录): sources, base tables, fields, and standard exports."""

from datasets.directory.column import Column
from datasets.directory.datapackage import Given, data_package, write_package
from datasets.directory.dcat import dcat
from datasets.directory.resource import Resource, resources

__all__ = ["Column", "Given", "Resource", "data_package", "dcat", "resources", "write_package"]
