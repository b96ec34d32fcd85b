// Answers GET /ping with Express, one process, as its guide starts it.
const express = require("express");

const app = express();
app.get("/ping", (_request, response) => {
  response.type("text/plain").send("pong");
});
app.listen(Number(process.env.PORT), "127.0.0.1");
