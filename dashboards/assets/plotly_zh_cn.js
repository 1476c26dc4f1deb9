// Words and formats of plotly in Simplified Chinese.
(function () {
  "use strict";
  var months = ["1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"];
  var locale = {
    moduleType: "locale",
    name: "zh-CN",
    dictionary: { "Download plot as a PNG": "保存为图片", "Reset axes": "恢复坐标轴", "Zoom in": "放大", "Zoom out": "缩小", Autoscale: "自动缩放", "Click to enter Chart title": "" },
    format: {
      days: ["星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"],
      shortDays: ["日", "一", "二", "三", "四", "五", "六"],
      months: months, shortMonths: months,
      date: "%Y年%-m月%-d日", month: "%Y年%-m月", year: "%Y年", dayMonth: "%-m月%-d日", dayMonthYear: "%Y年%-m月%-d日"
    }
  };
  if (window.Plotly) window.Plotly.register(locale);
  else (window.PlotlyLocales = window.PlotlyLocales || []).push(locale);
})();
