// Single keys: whatever an element names in aria-keyshortcuts. Every page works without this file.
"use strict";

const off = () => { try { return localStorage.getItem("keys") === "off"; } catch { return false; } };
const typing = (at) => at && (at.isContentEditable || /^(TEXTAREA|SELECT)$/.test(at.tagName)
  || (at.tagName === "INPUT" && !/^(radio|checkbox|button|submit)$/.test(at.type)));

function step(by) {
  const rows = [...document.querySelectorAll(".list .said a")];
  if (!rows.length) return false;
  const at = rows.indexOf(document.activeElement) + by;
  rows[Math.min(Math.max(at, 0), rows.length - 1)].focus();
  return true;
}

function press(key) {
  const found = document.querySelector(`[aria-keyshortcuts="${CSS.escape(key)}"]`);
  if (!found && key === "o" && document.activeElement.matches(".list .said a")) return document.activeElement.click() ?? true;
  if (!found) return key === "j" ? step(1) : key === "k" ? step(-1) : false;
  const folded = found.closest("details");
  if (folded) folded.open = true;
  if (found.type === "radio") {
    found.checked = true;
    found.form.querySelector("[data-next]").focus();
  } else if (found.matches("a, button")) {
    found.click();
  } else {
    found.focus();
  }
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && typing(event.target)) return event.target.blur();
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.form) {
    event.preventDefault();
    return event.target.form.requestSubmit();
  }
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || off() || typing(event.target)) return;
  if (event.key.length === 1 && press(event.key)) event.preventDefault();
});

const choice = document.getElementById("keys");
if (choice) {
  choice.checked = !off();
  choice.addEventListener("change", () => localStorage.setItem("keys", choice.checked ? "on" : "off"));
}

// A form is sent once, however often its button is pressed.
document.addEventListener("submit", (event) => {
  if (event.target.method !== "post") return;
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "yes";
});
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));

// The claim that is looked at stands in the list and in the text: bring it into sight in the list, too.
document.querySelector(".short [aria-current]")?.scrollIntoView({ block: "nearest" });
