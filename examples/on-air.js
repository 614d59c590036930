#!/usr/bin/env node
// Switches something while a talk is on: a smart plug with an address for on and one for off, say the lamp at
// the door. It needs Node alone, and no token: what it follows is public.
//
//   node on-air.js http://127.0.0.1:4114 'http://plug.local/relay/0?turn=on' 'http://plug.local/relay/0?turn=off'
//
// (That is a Shelly's. A Tasmota plug has http://plug.local/cm?cmnd=Power%20On and …Off.)
import console from 'node:console';
import { get } from 'node:http';
import { argv, exit } from 'node:process';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers';

const [claplight, on, off] = argv.slice(2);
if (!off) {
  console.error('usage: node on-air.js CLAPLIGHT ON OFF (three addresses)');
  exit(2);
}

/** What was switched last, so that nothing is switched twice. */
let switched;

function switchTo(address) {
  if (address === switched) return;
  switched = address;
  get(address, (response) => response.resume()).on('error', ({ message }) => {
    console.error(`${address}: ${message}`);
    // Tried again with the next change of the session.
    switched = undefined;
  });
}

function follow() {
  const events = get(`${claplight}/api/events`, { agent: false }, (response) => {
    createInterface(response).on('line', (line) => {
      // The first object has everything, later ones what changed; a bare number is a heartbeat.
      if (!line.startsWith('data:{')) return;
      const { stage } = JSON.parse(line.slice('data:'.length));
      if (stage) switchTo(['running', 'held'].includes(stage.state) ? on : off);
    });
  });
  // Heartbeats come every two seconds: without them, somebody pulled a cable.
  events.setTimeout(10_000, () => events.destroy());
  events.on('error', () => undefined);
  events.on('close', () => setTimeout(follow, 1000));
}

follow();
