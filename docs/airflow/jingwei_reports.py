"""An example for those who run Airflow 3: our timetable as a task, or one edition with its notebook by papermill.

Copy it to the DAGs folder; Airflow and apache-airflow-providers-papermill come from Airflow's own installation.

``jingwei_reports`` calls ``jingwei report tick``: what is due is made, signed, filed and sent, each once, by our own
working calendar; a task that fails is told in Airflow, and called again it repeats nothing.

``jingwei_monthly_brief`` is for those who keep the timetable in Airflow. Its first task makes the report and sends it
to nobody; the second leaves the executed notebook where economists find it. A cron in Airflow 3 has no interval behind
it: the month reported is the one before the run, or what the run's configuration says: ``{"period": "2026-08"}``.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pendulum
from airflow.providers.papermill.operators.papermill import PapermillOperator
from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

JINGWEI = "/srv/jingwei"
HOME = "/srv/jingwei/var"
BEIJING = "Asia/Shanghai"
PERIOD = "{{ params.period or month_before(dag_run.run_after) }}"


def month_before(moment: datetime) -> str:
    """Return the month before the one of a moment, as Beijing counts."""
    first = moment.astimezone(ZoneInfo(BEIJING)).replace(day=1)
    return f"{first - timedelta(days=1):%Y-%m}"


with DAG(
    dag_id="jingwei_reports",
    schedule="*/5 * * * *",
    start_date=pendulum.datetime(2026, 10, 1, tz=BEIJING),
    catchup=False,
    max_active_runs=1,
) as everything:
    BashOperator(
        task_id="tick",
        bash_command=f"{JINGWEI}/.venv/bin/jingwei report tick",
        env={"JINGWEI_HOME": HOME},
        append_env=True,
    )

with DAG(
    dag_id="jingwei_monthly_brief",
    schedule="0 9 14 * *",  # the tenth working day is known to jingwei report tick alone; this is a plain date
    start_date=pendulum.datetime(2026, 10, 1, tz=BEIJING),
    catchup=False,
    max_active_runs=1,
    params={"period": ""},
    user_defined_macros={"month_before": month_before},
    default_args={"retries": 3, "retry_delay": timedelta(minutes=15)},
) as brief:
    report = BashOperator(
        task_id="report",
        bash_command=f"{JINGWEI}/.venv/bin/jingwei report run monthly_brief --period {PERIOD} --language zh",
        env={"JINGWEI_HOME": HOME},
        append_env=True,
        execution_timeout=timedelta(minutes=15),
    )
    notebook = PapermillOperator(
        task_id="notebook",
        input_nb=f"{JINGWEI}/notebooks/monthly_brief.ipynb",
        output_nb=f"{HOME}/notebooks/monthly_brief-{PERIOD}.ipynb",
        parameters={"period": PERIOD, "language": "zh"},
        kernel_name="jingwei",  # .venv/bin/python -m ipykernel install --name jingwei --env JINGWEI_HOME …
    )
    report >> notebook
