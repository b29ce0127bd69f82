FLASK_APP=app.cli:command_line
