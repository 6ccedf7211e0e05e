// The buttons under the field write their letter where the cursor stands. Without this script they send the form.
"use strict";
document.addEventListener("click", (event) => {
  const button = event.target.closest(".letters button");
  if (!button) return;
  const field = document.getElementById("q");
  event.preventDefault();
  field.setRangeText(button.value, field.selectionStart, field.selectionEnd, "end");
  field.focus();
});
