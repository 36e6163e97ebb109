document.title = 'It works';
