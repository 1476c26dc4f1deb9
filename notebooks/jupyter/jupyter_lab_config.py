"""JupyterLab as economists need it: on this machine only, no news, no updates, no build, no extensions to fetch."""

from pathlib import Path

c = get_config()  # type: ignore[name-defined]  # noqa: F821 JupyterLab puts it here when it reads this file

c.ServerApp.ip = "127.0.0.1"
c.ServerApp.tornado_settings = {"page_config_data": {"buildCheck": False, "buildAvailable": False}}
c.LabApp.app_settings_dir = str(Path(__file__).parent)  # overrides.json
c.LabApp.default_url = "/lab/tree/explore.ipynb"
c.LabApp.news_url = None
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
c.LabApp.extension_manager = "readonly"
