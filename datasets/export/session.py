"""The Spark session: one for each process, on this machine unless the settings name a cluster.

On this machine it listens to nobody but itself and reaches nothing outside; its user interface is off.
"""

import os
import shutil
import tempfile
import warnings
from functools import cache
from pathlib import Path
from typing import Any

from datasets.errors import DatasetsError
from datasets.settings import settings
from datasets.text import Text

EVERYWHERE = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.ansi.enabled": "true",  # an overflow is an error, not a missing value
    "spark.sql.catalogImplementation": "in-memory",
}
HERE = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.shuffle.partitions": "2",  # a zone on one machine is small
    "spark.default.parallelism": "2",
    "spark.sql.files.openCostInBytes": "65536",
    "spark.sql.adaptive.enabled": "false",
    "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={Path(__file__).with_name('log4j2.properties')}",
}


@cache
def session() -> Any:
    """Return the session; raise DatasetsError with what to install where Spark or Java is missing."""
    require_java()
    try:
        # Spark's own data frames do not know our pandas yet; answers come as Arrow tables and need none.
        warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise _without_spark() from error
    master = settings().spark_master
    options = {**EVERYWHERE, **(HERE if master.startswith("local") else {})}
    builder = SparkSession.builder.master(master).appName("jingwei")
    for name, value in {**options, "spark.sql.warehouse.dir": tempfile.gettempdir()}.items():
        builder = builder.config(name, value)
    if master.startswith("local"):
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")  # it would look for an address to be reached at
    return builder.getOrCreate()


def require_java() -> None:
    """Raise DatasetsError where no Java is found, in JAVA_HOME or on the path."""
    home = os.environ.get("JAVA_HOME")
    found = (Path(home) / "bin" / "java").exists() if home else shutil.which("java") is not None
    if not found:
        raise DatasetsError(
            Text(
                "Spark 需要 Java 17 或 21：以 root 运行 apt-get install default-jre-headless，再运行 make spark。",
                "Spark needs Java 17 or 21: as root, run apt-get install default-jre-headless, then make spark.",
            )
        )


def _without_spark() -> DatasetsError:
    return DatasetsError(
        Text(
            "没有安装 pyspark：运行 make spark（或 pip install --require-hashes -r requirements-spark.lock）。",
            "pyspark is not installed: run make spark (or pip install --require-hashes -r requirements-spark.lock).",
        )
    )
