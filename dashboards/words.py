"""The words of the sign-in pages."""

from datasets.text import Text

LOGIN_WORDS = {
    "brand": Text("经 纬", "Jingwei"),
    "zone": Text("开发区辅助决策", "Decision support for a development zone"),
    "name": Text("用户", "User"),
    "pass": Text("密码", "Password"),
    "enter": Text("登录", "Sign in"),
    "current": Text("现在的密码", "Present password"),
    "stranger": Text("现在的密码不对。", "The present password is wrong."),
    "new": Text("新密码（至少 12 个字符）", "New password (at least 12 characters)"),
    "again": Text("再输一遍", "Once more"),
    "save": Text("保存", "Save"),
    "first": Text("一次性密码必须更换。保存后请重新登录。", "Replace a one-time password, then sign in again."),
    "wrong": Text("用户或密码不对。", "User or password is wrong."),
    "locked": Text(
        "失败次数过多，请 15 分钟后再试，或请运维人员重置密码。",
        "Too many failures: try again in 15 minutes, or ask an operator to reset the password.",
    ),
    "short": Text("密码至少 12 个字符。", "The password needs at least 12 characters."),
    "unlike": Text("两次输入不一样。", "The two entries differ."),
    "simulated": Text("模拟数据", "Simulated data"),
    "other": Text("English", "中文"),
    "note": Text("仅限内网使用，操作留痕。", "For the intranet only; actions are recorded."),
}
