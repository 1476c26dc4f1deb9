"""An example for those who run Airflow: each month's report as a task, and its notebook by the papermill operator.

Copy it to the DAGs folder; Airflow and apache-airflow-providers-papermill come from Airflow's own installation. The
first task is what `jingwei report tick` would do: notebook, PDF, signature, audit trail, library. The second leaves the
executed notebook where economists find it.
"""

import os
from datetime import timedelta

import pendulum
from airflow.providers.papermill.operators.papermill import PapermillOperator
from airflow.providers.standard.operators.bash import BashOperator
from airflow.sdk import DAG

JINGWEI = "/srv/jingwei"
HOME = "/srv/jingwei/var"
PERIOD = "{{ data_interval_start.in_timezone('Asia/Shanghai').strftime('%Y-%m') }}"

with DAG(
    dag_id="jingwei_monthly_brief",
    schedule="0 9 14 * *",  # the tenth working day is a matter of jingwei report tick; here a plain date
    start_date=pendulum.datetime(2026, 10, 1, tz="Asia/Shanghai"),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 3, "retry_delay": timedelta(minutes=15)},
) as dag:
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
        output_nb=os.path.join(HOME, "notebooks", "monthly_brief-" + PERIOD + ".ipynb"),  # noqa: PTH118 a template, no path yet
        parameters={"period": PERIOD, "language": "zh"},
        kernel_name="python3",
    )
    report >> notebook
