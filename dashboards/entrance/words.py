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
    "first": Text(
        "一次性密码必须更换。更换后，其他设备上的登录随即失效。",
        "A one-time password must be replaced. Your sessions on other machines end with the change.",
    ),
    "change": Text("更换后，其他设备上的登录随即失效。", "Your sessions on other machines end with the change."),
    "welcome": Text("{name}，您受邀使用经纬。请设定密码。", "{name}, you are invited to Jingwei. Choose a password."),
    "everywhere": Text("退出所有设备", "Sign out everywhere"),
    "expired": Text(
        "一次性密码已用过或已过期，请向账户管理员另要一个；演示中重新运行 jingwei demo 即可。",
        "The one-time password was used or has expired: ask the administrator for another; in the demo, run "
        "jingwei demo again.",
    ),
    "wall_ended": Text(
        "大屏的登录已结束，轮播停止。请登录后继续；长期轮播请用角色为“大屏”的账户。",
        "The wall's session has ended and the pages have stopped turning. Sign in to go on; for a lasting wall use an "
        "account of the role Wall screen.",
    ),
    "elsewhere": Text(
        "您的密码由统一身份认证或目录服务管理，请在那里修改。",
        "Your password is kept by the provider or the directory: change it there.",
    ),
    "sso": Text("用统一身份认证登录", "Single sign-on"),
    "provider_down": Text(
        "统一身份认证没有应答，请稍后再试。", "The sign-on provider does not answer: try again later."
    ),
    "not_vouched": Text(
        "统一身份认证没有通过，请重新登录。", "The provider did not confirm who you are: sign in again."
    ),
    "no_role": Text(
        "您的职务、职级和职能在这里没有对应的角色，请联系账户管理员。",
        "No role here fits your post, rank and duty: ask the administrator of accounts.",
    ),
    "uninvited": Text(
        "邀请链接无效、已用过或已过期，请向账户管理员另要一个。",
        "The invitation is not valid, was used or has expired: ask the administrator for another.",
    ),
    "wrong": Text("用户或密码不对。", "User or password is wrong."),
    "locked": Text(
        "失败次数过多，请过一会儿再试（每多错一次，等待加倍），或请账户管理员解锁。",
        "Too many failures: try again later (each further one doubles the wait), or ask the administrator to unlock.",
    ),
    "short": Text("密码至少 12 个字符。", "The password needs at least 12 characters."),
    "unlike": Text("两次输入不一样。", "The two entries differ."),
    "back": Text("返回", "Back"),
    "told_invitation": Text(
        "把这个链接交给 {name}。它只能用一次，三天内有效；这里只显示这一次。",
        "Give this link to {name}. It works once, within three days; it is shown here this once.",
    ),
    "told_password": Text(
        "把这个一次性密码交给 {name}。首次登录须更换，三天内有效；这里只显示这一次。",
        "Give this one-time password to {name}. It must be changed at the first sign-in, within three days; it is "
        "shown here this once.",
    ),
    "simulated": Text("模拟数据", "Simulated data"),
    "other": Text("English", "中文"),
    "note": Text("仅限内网使用，操作留痕。", "For the intranet only; actions are recorded."),
}
