// The serial link: what comes in is read line by line and answered one by one, what the podium has
// to say by itself waits for room. Nothing here ever waits for the line. No Arduino.
#pragma once

// Listens, and says one line at most. When anything is left to do, or has been heard.
void link_run();
bool link_busy();
