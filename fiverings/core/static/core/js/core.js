// Behaviour that HTML lacks, each a small element or one listener. Every page also works without them.
import "./composer.js";
import "./keeping.js";
import "./keys.js";
import "./live-updates.js";
import "./relative-time.js";
import "./row-cursor.js";
import "./sending.js";
import "./sheet.js";
import "./theme-switch.js";
import "./toast-region.js";
import "./wall-clock.js";
